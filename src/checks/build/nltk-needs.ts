import type {CheckContext} from '../check.js'

import {isBefore} from '../../packaging/release-order.js'
import {filesWith, importsNaming} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'

/** Which of NLTK's data an app's code needs. Most of NLTK needs none: frequencies, n-grams, stemmers, tokenizers by rules. */

export interface NltkNeed {
  /** The id in the index of nltk/nltk_data: `punkt_tab`. */
  id: string
  file: string
  line: number
}

/** The first NLTK that loads no pickles. Source: its ChangeLog of 3.8.2, "punkt_tab" and the like take their place. */
const WITHOUT_PICKLES = '3.8.2'

/** What a function or class loads: before that version, and from it on. Source: `nltk.data` in NLTK's own modules. */
const LOADS: Readonly<Record<string, readonly [before: string, since: string]>> = {
  RSLPStemmer: ['rslp', 'rslp'],
  SentimentIntensityAnalyzer: ['vader_lexicon', 'vader_lexicon'],
  WordNetLemmatizer: ['wordnet', 'wordnet'],
  meteor_score: ['wordnet', 'wordnet'],
  ne_chunk: ['maxent_ne_chunker', 'maxent_ne_chunker_tab'],
  ne_chunk_sents: ['maxent_ne_chunker', 'maxent_ne_chunker_tab'],
  pos_tag: ['averaged_perceptron_tagger', 'averaged_perceptron_tagger_eng'],
  pos_tag_sents: ['averaged_perceptron_tagger', 'averaged_perceptron_tagger_eng'],
  sent_tokenize: ['punkt', 'punkt_tab'],
  word_tokenize: ['punkt', 'punkt_tab'],
}

/** Corpora whose package has another id than the name in `nltk.corpus`. Source: nltk/corpus/__init__.py. */
const CORPORA: Readonly<Record<string, string>> = {framenet: 'framenet_v17', propbank_ptb: 'propbank', semcor: 'semcor'}

/** Of `nltk.corpus`: what is no corpus. */
const NO_CORPUS = /^(?:[A-Z]\w*|demo|find_corpus_fileids|nltk|reader|tagged_treebank_para_block_reader|util)$|^_|\*/

/** Packages that use NLTK, by the module that does, and what that loads. Source: their READMEs. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  rake_nltk: ['stopwords', 'sent_tokenize'],
  'sumy.nlp.tokenizers': ['sent_tokenize'],
}

/** What the code needs, each with the first place that says so. */
export function nltkNeeds(context: CheckContext): NltkNeed[] {
  const found = new Map<string, NltkNeed>()
  for (const need of [...imported(context), ...byOthers(context), ...called(context)])
    if (!found.has(need.id)) found.set(need.id, need)
  return [...found.values()]
}

/** The data that a function or class loads; empty for one that loads none. */
function loadedBy(context: CheckContext, name: string): string[] {
  const loads = Object.hasOwn(LOADS, name) ? LOADS[name] : undefined
  const version = findDependency(context, 'nltk')?.version ?? null
  return loads ? [loads[version !== null && isBefore(version, WITHOUT_PICKLES) ? 0 : 1]] : []
}

function corpus(name: string): string[] {
  return NO_CORPUS.test(name) ? [] : [CORPORA[name] ?? name]
}

/** `from nltk.tokenize import word_tokenize`, `from nltk.corpus import stopwords` */
function imported(context: CheckContext): NltkNeed[] {
  return importsNaming(context.project.tree, ['nltk']).flatMap(({file, line, module, names}) =>
    names
      .flatMap(({name}) => [...loadedBy(context, name), ...(module === 'nltk.corpus' ? corpus(name) : [])])
      .map((id) => ({file, id, line})),
  )
}

function byOthers(context: CheckContext): NltkNeed[] {
  return importsNaming(context.project.tree, Object.keys(OTHERS)).flatMap(({file, line, module}) =>
    (OTHERS[module] ?? []).flatMap((name) => {
      const ids = loadedBy(context, name)
      return (ids.length === 0 ? [name] : ids).map((id) => ({file, id, line}))
    }),
  )
}

/** Whatever is called by a name of NLTK's, in a file that imports it. */
function called(context: CheckContext): NltkNeed[] {
  const {tree} = context.project
  const files = new Set(importsNaming(tree, ['nltk']).map(({file}) => file))
  return [...files].flatMap((file) =>
    usesIn(new TextDecoder().decode(tree.read(file))).flatMap((use) => {
      const ids = [
        ...(use.corpus === undefined ? [] : corpus(use.corpus)),
        ...(use.name === undefined ? [] : loadedBy(context, use.name)),
      ]
      return ids.map((id) => ({file, id, line: use.line}))
    }),
  )
}

const USES = new RegExp(
  String.raw`\bnltk\.corpus\.(?<corpus>\w+)|\bnltk\.(?:\w+\.){0,3}(?<name>${Object.keys(LOADS).join('|')})\b|(?<!def |class |\.)\b(?<called>${Object.keys(LOADS).join('|')})\(`,
)

interface Use {
  line: number
  corpus: string | undefined
  name: string | undefined
}

/** The names in a text, of what is code in it. */
function usesIn(text: string): Use[] {
  return text.split('\n').flatMap((line, index): Use[] => {
    const groups = USES.exec(line.replace(/#.*$/, ''))?.groups
    return groups ? [{corpus: groups.corpus, line: index + 1, name: groups.name ?? groups.called}] : []
  })
}

const DOWNLOADED = /\bnltk\.download\(\s*['"]([^'"]+)['"]/g
const DOWNLOADS = /\bnltk\.download(?:er)?\b|\bfrom\s+nltk\s+import\s+[^\n]*\bdownload\b/

/** The file in which the app downloads data itself, and what it names there. */
export function nltkDownloads({project: {tree}}: CheckContext): {file: string | undefined; ids: ReadonlySet<string>} {
  const files = [...filesWith(tree, DOWNLOADS)]
  const ids = files.flatMap((path) =>
    [...new TextDecoder().decode(tree.read(path)).matchAll(DOWNLOADED)].map((match) => match[1]!),
  )
  return {file: files[0], ids: new Set(ids)}
}
