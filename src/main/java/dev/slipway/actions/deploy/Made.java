package dev.slipway.actions.deploy;

import java.util.Optional;

/**
 * Whether and how new containers of a service can be made.
 *
 * @param recipe empty where nothing new is to be made
 * @param lacking why, in one sentence without a full stop
 */
record Made(Recipe.Pin pin, Optional<Recipe> recipe, String lacking) {
    static Made by(Recipe recipe) {
        return new Made(recipe.pin(), Optional.of(recipe), "");
    }

    static Made not(Recipe.Pin pin, String lacking) {
        return new Made(pin, Optional.empty(), lacking);
    }
}
