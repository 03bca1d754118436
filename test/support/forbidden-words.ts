/** Words and turns of phrase that docs/style.md rules out, as far as they can be found by their form. */
export interface ForbiddenWords {
  readonly form: RegExp
  /** What to write instead. */
  readonly instead: string
}

export const FORBIDDEN_WORDS: readonly ForbiddenWords[] = [
  {form: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b)/i, instead: 'is not a …, has no …'},
  {form: /\bwhich (?:is|are)\b/i, instead: 'a new sentence'},
  {form: /\bso that\b/i, instead: 'so'},
  {form: /\b(?:is|are) gone\b/i, instead: 'was removed, was deleted'},
  {form: /\btells? of\b/i, instead: 'reports'},
  {form: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix'},
  {form: /\bhangs? on\b/i, instead: 'depends on'},
  {form: /\bas good as\b/i, instead: 'almost'},
  {form: /\bnobody (?:to|was|is)\b/i, instead: 'no terminal, no one'},
  {form: /\bfor ever\b/i, instead: 'forever'},
  {form: /\b(?:it is|is|are) said\b/i, instead: 'says so'},
  {form: /\bof (?:those|these) (?:a|the|it|that)\b/i, instead: 'a new sentence'},
  {form: /\bcan't be (?:told|known|had)\b/i, instead: "can't tell"},
  {form: /\bforetells?\b/i, instead: 'predicts, has a check for'},
  {form: /\b(?:inside|outside) of\b/i, instead: 'inside, outside'},
  {form: /\bbeside\b/i, instead: 'next to'},
  {form: /\bany more\b/i, instead: 'anymore'},
  {form: /\bcancelled\b/i, instead: 'canceled'},
  {form: /\b(?:behaviour|colour|catalogue|recognise)/i, instead: 'American spelling'},
  {form: /\bbuild (?:stops|ends)\b/i, instead: 'the build fails'},
  {form: /\bends? the build\b/i, instead: 'makes the build fail'},
  {form: /\bshall\b/i, instead: 'will, or an imperative'},
  {form: /\bat the (?:most|least)\b/i, instead: 'at most, at least'},
  {form: /\b(?:with|for|of|by) which\b/i, instead: 'a new sentence'},
  {form: /\bputs? (?:\w+ ){1,4}back\b/i, instead: 'restore'},
  {form: /\bgo(?:es)? together\b/i, instead: "can't be used with"},
  {form: /\b(?:was|were) not (?:made|looked at|asked for)\b/i, instead: 'not checked, skipped'},
  {form: /\bis for \w+ only\b/i, instead: 'is …-only'},
  {form: /\bthere is a (?:file|plan) (?:for|named)\b/i, instead: 'name it directly'},
  {form: /\bso many\b/i, instead: 'a number, or a limit'},
  {form: /\bby its? name it\b/i, instead: 'its name suggests'},
  {form: /\bexists for \w+ only\b/i, instead: 'is …-only'},
  {form: /\bmade up\b/i, instead: 'a placeholder'},
  {form: /\btaken for\b/i, instead: 'treated as'},
  {form: /\bless what\b/i, instead: 'without what'},
]

/** Longer sentences take a second reading. Source: docs/style.md. */
export const LONGEST_SENTENCE = 20
/** What a check looks for, and why, takes some more. */
export const LONGEST_ON_A_PAGE = 24

/** What is wrong with a text: each forbidden form in it, with what to write instead. */
export function forbiddenIn(text: string): string[] {
  return FORBIDDEN_WORDS.flatMap(({form, instead}) => {
    const found = form.exec(text)
    return found ? [`"${found[0]}" (${instead}): ${text}`] : []
  })
}
