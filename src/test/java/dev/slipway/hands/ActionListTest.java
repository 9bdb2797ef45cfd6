package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.actions.check.CheckDisk;
import dev.slipway.actions.check.CheckTcp;
import dev.slipway.actions.record.RecordNote;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionListTest {
    @Test
    void actions_are_found_by_name_and_listed_in_order() {
        ActionList actions = new ActionList(List.of(new RecordNote(), new CheckTcp(), new CheckDisk()));

        assertThat(actions.names()).containsExactly("check.disk", "check.tcp", "record.note");
        assertThat(actions.find("check.tcp")).containsInstanceOf(CheckTcp.class);
        assertThat(actions.find("check.udp")).isEmpty();
    }

    @Test
    void a_name_stands_for_one_action() {
        assertThatThrownBy(() -> new ActionList(List.of(new CheckTcp(), new CheckTcp())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two actions have one name");
    }
}
