package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecordTest {

    @Test
    void a_run_that_was_taken_back_reads_as_a_tree() {
        assertThat(RunText.of(Stories.takenBack(), Stories.at(100), ZoneOffset.UTC, 80))
                .isEqualTo("""
                Shop release v7 → default                                           r8k3f2  1:32
                procedure release · digest 81d886 · started 2026-11-21 12:00:00 by ann

                  ✓ Ready
                      ✓ ready  Ready                                                        30 s
                          1 of 1 signed
                          ✓ backup  bob: seen <it>
                  ↶ Deploy 新しい版 to the hosts
                      ↶ copy  Copy the files                                                15 s
                          undone · 12 files
                      = start  Start the new version                                        42 s
                          left as is · exit status 1 after 42 s
                  · Look
                      · look  Look at it

                  undone   copy
                  as is    start

                  12:00:00  started by ann
                  12:01:30  taking back: start: exit status 1 after 42 s
                  12:01:32  failed and was taken back: start: exit status 1 after 42 s
                """);
    }

    @Test
    void the_record_in_markdown_names_gates_evidence_times_and_what_was_left() {
        assertThat(RecordMarkdown.of(Stories.takenBack(), ZoneOffset.UTC, "14 entries, head abc")
                        .replace(Stories.plan().digest().hex(), "DIGEST"))
                .isEqualTo("""
                # Shop release v7 → default

                | | |
                | --- | --- |
                | Run | r8k3f2 |
                | Ending | failed and was taken back: start: exit status 1 after 42 s |
                | Service | shop / default |
                | Procedure | release of book.md |
                | Asked for by | ann |
                | Started | 2026-11-21 12:00:00 +00:00 |
                | Ended | 2026-11-21 12:01:32 +00:00 |
                | Took | 1 min 32 s |
                | Input version | v7 |
                | Input migrate | true |
                | Plan | DIGEST |
                | Journal | 14 entries, head abc |

                ## Ready

                | step | | began | took | |
                | --- | --- | --- | --- | --- |
                | ready: Ready | ✓ done | 12:00:01 | 30 s | 1 of 1 signed |

                ## Deploy 新しい版 to the hosts

                | step | | began | took | |
                | --- | --- | --- | --- | --- |
                | copy: Copy the files | ↶ undone | 12:00:32 | 15 s | 12 files |
                | start: Start the new version | = left as is | 12:00:48 | 42 s | exit status 1 after 42 s |

                ## Look

                | step | | began | took | |
                | --- | --- | --- | --- | --- |
                | look: Look at it | · not begun |  |  |  |

                ## Who let it through

                | question | answer | by | at | evidence |
                | --- | --- | --- | --- | --- |
                | Backup is there &amp; restored | yes | bob | 2026-11-21 12:00:31 +00:00 | seen &lt;it> |

                ## Undone

                - copy: Copy the files

                ## Left as is

                - start: Start the new version

                ## What happened to the run

                - 2026-11-21 12:00:00 +00:00 started by ann
                - 2026-11-21 12:01:30 +00:00 taking back: start: exit status 1 after 42 s
                - 2026-11-21 12:01:32 +00:00 failed and was taken back: start: exit status 1 after 42 s
                - moved by ann on host from 2026-11-21 12:00:00 +00:00
                """);
    }

    @Test
    void the_page_escapes_everything_and_needs_nothing_else() {
        String page = RecordHtml.of(Stories.takenBack(), ZoneOffset.UTC, "");

        assertThat(page)
                .contains("Backup is there &amp; restored", "yes, bob: seen &lt;it&gt;", "failed and was taken back")
                .doesNotContain("<b>restored", "seen <it>", "<script", "http:", "https:", "<link", "url(");
    }

    @Test
    void the_record_in_json_has_each_step_with_its_state_and_times() {
        assertThat(RecordJson.of(Stories.takenBack(), "").json())
                .contains("\"ending\":\"undone-after-failure\"", "\"undone\":[\"copy\"]", "\"left-as-is\":[\"start\"]")
                .contains("{\"id\":\"copy\",\"title\":\"Copy the files\",\"kind\":\"bash\",\"state\":\"undone\","
                        + "\"began\":\"2026-11-21T12:00:32Z\",\"ended\":\"2026-11-21T12:00:47Z\","
                        + "\"undo-began\":\"2026-11-21T12:01:31Z\",\"undo-ended\":\"2026-11-21T12:01:32Z\","
                        + "\"attempts\":1,\"detail\":\"12 files\"}");
    }
}
