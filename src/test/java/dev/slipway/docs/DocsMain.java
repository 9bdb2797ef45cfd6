package dev.slipway.docs;

import java.io.IOException;
import java.nio.file.Files;

/** {@code bin/docs} writes anew what the code knows: generated parts, and answers to examples. */
public final class DocsMain {
    private DocsMain() {}

    public static void main(String[] args) throws IOException {
        for (Page page : Page.all()) {
            String renewed = GeneratedParts.renewed(Answers.renewed(page));
            if (!renewed.equals(page.text())) {
                Files.writeString(page.path(), renewed);
                System.out.println("written: " + page.path());
            }
        }
    }
}
