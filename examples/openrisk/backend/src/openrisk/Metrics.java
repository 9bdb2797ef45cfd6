package openrisk;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What was answered, in Prometheus' text. Looks at health and at this page are not what users do, and do not count. */
final class Metrics {
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder nanoseconds = new LongAdder();

    void count(String path, int status, long took) {
        if (path.equals("/api/v1/health") || path.equals("/api/v1/metrics")) {
            return;
        }
        answers.computeIfAbsent(status, code -> new LongAdder()).increment();
        nanoseconds.add(took);
    }

    String page() {
        StringBuilder page = new StringBuilder("# TYPE http_requests_total counter\n");
        new TreeMap<>(Map.of(200, new LongAdder())).forEach(answers::putIfAbsent);
        answers.forEach((code, count) -> page.append("http_requests_total{code=\"%d\"} %d\n".formatted(code, count.sum())));
        page.append("# TYPE http_request_seconds_sum counter\n");
        page.append("http_request_seconds_sum %.6f\n".formatted(nanoseconds.sum() / 1e9));
        return page.toString();
    }
}
