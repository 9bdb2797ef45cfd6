package dev.slipway.actions.load;

/** What became of one planned request. */
sealed interface Ended {

    /** @param right whether its status is one that was expected */
    record Answered(int status, boolean right) implements Ended {}

    /** It left, and was not answered in time. */
    record Late() implements Ended {}

    /** All connections were busy for as long as an answer may take. */
    record NeverLeft() implements Ended {}

    /** @param why a few words: {@code nothing listens there} */
    record Broken(String why) implements Ended {}
}
