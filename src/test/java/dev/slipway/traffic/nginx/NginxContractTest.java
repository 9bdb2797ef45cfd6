package dev.slipway.traffic.nginx;

import dev.slipway.traffic.Front;
import dev.slipway.traffic.TrafficContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("real")
class NginxContractTest extends TrafficContract {

    @Override
    protected Front start(Path folder) throws Exception {
        return NginxFront.start(folder);
    }
}
