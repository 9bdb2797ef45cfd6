package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.util.Optional;

/** What a value must be: how it is read, what it is called, how a schema says it. */
interface Kind {

    /** For people: {@code duration}, {@code list of text}. */
    String words();

    /** The value for the record's constructor; empty when a fault was noted or the data is not resolved yet. */
    Optional<Object> read(Data data, Check check);

    Data.Mapping schema();

    /** The data that a {@link Standard} stands for. */
    Data standard(String written);
}
