/**
 * The only parts of a line that get into a cause: none of them takes an address, a blank or a quote, or more characters than
 * a name has.
 */

/** A distribution, as PEP 508 writes it. */
export const NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?'

/** PEP 440, without what only local versions have in addition. */
export const VERSION = String.raw`\d(?:[\w.+!]{0,30}\w)?`

const ONE = String.raw`(?:[<>=!~]=|===|[<>])\s?\d(?:[\w.*+!]{0,30}[\w*])?`
/** `>=3.1`, `<2,>=1.0` */
export const SPECIFIER = String.raw`${ONE}(?:,\s?${ONE}){0,7}`

/** Dotted. */
export const MODULE = String.raw`[A-Za-z_]\w{0,63}(?:\.\w{1,64}){0,8}`

/** Extras are of no matter. */
export const EXTRAS = String.raw`(?:\[[\w,. -]{0,100}\])?`

/** A path of the app: relative, and no address. */
export const PATH = String.raw`[\w.-]{1,64}(?:/[\w.-]{1,64}){0,8}`

/** Where a build has the app, on Heroku or here: not a part of what is told. */
export const FOLDER = String.raw`(?:/tmp/build_\w{1,40}/|/workspace/|/(?:[^\s'/]{1,100}/){0,12}(?=[\w.-]{1,64}['):]))?`

/** A header of C, as code includes it. */
export const HEADER = String.raw`[\w+-]{1,64}(?:/[\w+-]{1,64}){0,4}\.(?:h|hh|hpp|hxx)`

/** A program, or a library of pkg-config. */
export const PROGRAM = String.raw`[a-z][\w+.-]{0,40}`

/** The name of an environment variable. */
export const VARIABLE = '[A-Z][A-Z0-9_]{1,60}'
