package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of one kind, in a list or under keys that the author chooses. */
sealed interface Several extends Kind {

    record Listed(Kind item) implements Several {
        @Override
        public String words() {
            return "list of " + item.words();
        }

        @Override
        public Optional<Object> read(Data data, Check check) {
            if (check.isOpen(data)) {
                return Optional.empty();
            }
            if (!(data instanceof Data.Listing(List<Data> items))) {
                return check.fault(Shown.of(data) + " is not a list", "");
            }
            int before = check.blemishes();
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Data each = items.get(i);
                check.within(Integer.toString(i), () -> item.read(each, check)).ifPresent(values::add);
            }
            return check.blemishes() == before ? Optional.of(List.copyOf(values)) : Optional.empty();
        }

        @Override
        public Data.Mapping schema() {
            return Schemas.of("type", Data.of("array"), "items", item.schema());
        }

        @Override
        public Data standard(String written) {
            return new Data.Listing(written.isEmpty() ? List.of() : List.of(item.standard(written)));
        }
    }

    /** A list whose only item may stand for it. */
    record OneOrListed(Listed list) implements Several {
        @Override
        public String words() {
            return list.item().words() + ", or a list";
        }

        @Override
        public Optional<Object> read(Data data, Check check) {
            return data instanceof Data.Listing
                    ? list.read(data, check)
                    : list.item().read(data, check).map(List::of);
        }

        @Override
        public Data.Mapping schema() {
            return Schemas.anyOf(list.item().schema(), list.schema());
        }

        @Override
        public Data standard(String written) {
            return list.standard(written);
        }
    }

    record Named(Kind value) implements Several {
        @Override
        public String words() {
            return "mapping to " + value.words();
        }

        @Override
        public Optional<Object> read(Data data, Check check) {
            if (!(data instanceof Data.Mapping(Map<String, Data> entries))) {
                return check.fault(Shown.of(data) + " is not a mapping", "");
            }
            int before = check.blemishes();
            Map<String, Object> values = new LinkedHashMap<>();
            entries.forEach((key, each) ->
                    check.within(key, () -> value.read(each, check)).ifPresent(read -> values.put(key, read)));
            return check.blemishes() == before ? Optional.of(values) : Optional.empty();
        }

        @Override
        public Data.Mapping schema() {
            return Schemas.of("type", Data.of("object"), "additionalProperties", value.schema());
        }

        @Override
        public Data standard(String written) {
            return new Data.Mapping(Map.of());
        }
    }
}
