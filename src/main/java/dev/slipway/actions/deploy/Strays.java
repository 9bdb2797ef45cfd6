package dev.slipway.actions.deploy;

import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Containers of other versions that run and that no front leads to, as those that somebody had started before there was a front.
 * They end when another version is live, and run again when that is taken back.
 */
record Strays(Part part, Site site, Notebook notebook) {

    void end(Instances instances, ComposeVersion version) throws InterruptedException {
        List<Endpoint> behind = new ArrayList<>();
        if (version.served(part)) {
            site.front(version.traffic().orElseThrow())
                    .traffic()
                    .read()
                    .plan()
                    .shares()
                    .forEach(share -> behind.addAll(share.endpoints()));
        }
        List<Instance> strays = instances.list().stream()
                .filter(each -> each.kept() && each.retiring().isEmpty())
                .filter(each -> !each.isOf(version.version()) && !each.isAt(behind))
                .toList();
        if (strays.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>(notebook.strays(part.service()));
        strays.forEach(
                each -> names.add(each.name().version() + "/" + each.name().number()));
        notebook.strays(part.service(), names.stream().distinct().toList());
        for (Instance stray : strays) {
            instances.stop(stray.name());
            site.say(stray.name() + " has ended: nothing leads to it any more");
        }
    }

    void again(Instances instances) throws InterruptedException {
        for (String written : notebook.strays(part.service())) {
            String[] words = written.split("/", 2);
            Name name = new Name(part.service(), words[0], Integer.parseInt(words[1]));
            switch (instances.again(name)) {
                case Instances.Starting.Running _ -> site.say(name + " runs again");
                case Instances.Starting.Refused(String why) -> site.say(name + " could not be started: " + why);
            }
        }
    }
}
