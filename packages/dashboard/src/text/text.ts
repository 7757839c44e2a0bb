import { english } from "./english.ts";

/** Every text of the pages. A translation is another object of the same shape. */
export type Catalogue = typeof english;

/** The texts in the language of the pages. */
export const text: Catalogue = english;
