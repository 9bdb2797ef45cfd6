package dev.slipway.traffic.haproxy;

import dev.slipway.traffic.Front;
import dev.slipway.traffic.TrafficContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("real")
class HaproxyContractTest extends TrafficContract {

    @Override
    protected Front start(Path folder) throws Exception {
        return HaproxyFront.start(folder);
    }
}
