import {built, type Case, within} from '../../case.js'

const ID = 'build/nltk'
const code = (name: string, text: string, list: string | undefined, severity?: string, nltk = '==3.9.1') =>
  built(
    name,
    {
      '.python-version': '3.13\n',
      'app.py': text,
      'requirements.txt': `nltk${nltk}\n`,
      ...(list !== undefined && {'nltk.txt': list}),
    },
    severity === undefined ? [] : [`${ID} ${severity}`],
  )

const WORDS = 'from nltk.corpus import stopwords\nfrom nltk.tokenize import word_tokenize\n'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    code('nltk.txt that lacks what the code needs', WORDS, 'punkt\n', 'warning'),
    code('nltk.txt with what the code needs', WORDS, 'punkt_tab\nstopwords\n'),
    code('nltk.txt for an old NLTK', WORDS, 'punkt\nstopwords\n', undefined, '==3.8.1'),
    code('nltk.txt for NLTK without a version', WORDS, 'punkt\nstopwords\n', 'warning', ''),
    code('nltk.txt with a collection', WORDS, 'popular\n'),
    code('nltk.txt, and code that downloads the rest', `import nltk\n${WORDS}nltk.download("punkt_tab")\n`, 'stopwords\n'),
    code('nltk.txt, and code that downloads what no text names', `import nltk\n${WORDS}nltk.download(NAME)\n`, 'stopwords\n'),
    code('a corpus by its module', 'import nltk\nWORDS = nltk.corpus.words.words()\n', 'punkt_tab\n', 'warning'),
    code('a tagger by the name of NLTK', 'import nltk\nnltk.pos_tag(["a"])\n', 'punkt_tab\n', 'warning'),
    code('a lemmatizer without nltk.txt', 'from nltk.stem import WordNetLemmatizer\n', undefined, 'warning'),
    code('frequencies alone', 'from nltk import FreqDist, ngrams\nfrom nltk.probability import ConditionalFreqDist\n', undefined),
    code(
      'tokenizers and stemmers without data',
      'from nltk.tokenize import RegexpTokenizer, TweetTokenizer\nfrom nltk.stem import PorterStemmer\n',
      undefined,
    ),
    code('a reader of corpora of one’s own', 'from nltk.corpus import PlaintextCorpusReader\n', undefined),
    code(
      'a function of the same name',
      'from nltk import ngrams\n\ndef word_tokenize(text):\n    return text.split()\n',
      undefined,
    ),
  ],
)
