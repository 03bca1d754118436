import {byName} from '../../common/by-name.js'

/**
 * Packages that always bring a large one along, on Linux with its libraries for graphics cards. Source: their metadata
 * (Requires-Dist), of versions of 2024 to 2026.
 */
const BRINGS: Readonly<Record<'tensorflow' | 'torch', ReadonlySet<string>>> = {
  tensorflow: new Set(['deepface', 'keras-ocr', 'retina-face', 'spleeter', 'tensorflow-text', 'tf-keras', 'tf-models-official']),
  torch: new Set([
    'accelerate',
    'bertopic',
    'bitsandbytes',
    'botorch',
    'coqui-tts',
    'demucs',
    'docling',
    'easyocr',
    'facenet-pytorch',
    'fastai',
    'flagembedding',
    'flair',
    'gfpgan',
    'gpytorch',
    'keybert',
    'kornia',
    'langchain-huggingface',
    'lightning',
    'llama-index-embeddings-huggingface',
    'open-clip-torch',
    'openai-whisper',
    'peft',
    'pyannote-audio',
    'pytorch-lightning',
    'realesrgan',
    'sentence-transformers',
    'silero-vad',
    'spacy-transformers',
    'speechbrain',
    'stanza',
    'timm',
    'torchaudio',
    'torchmetrics',
    'torchvision',
    'trl',
    'tts',
    'ultralytics',
    'whisper-timestamped',
    'whisperx',
    'xformers',
    'yolov5',
  ]),
}

/** Extras by which others do. */
const BY_EXTRA = byName<readonly string[]>({spacy: ['transformers'], transformers: ['torch', 'all']})

export function brings(heavy: 'tensorflow' | 'torch', name: string, extras: readonly string[]): boolean {
  if (BRINGS[heavy].has(name)) return true
  return heavy === 'torch' && (BY_EXTRA[name] ?? []).some((extra) => extras.includes(extra))
}

const FOR_CARDS: Readonly<Record<string, null | string>> = {
  'faiss-gpu': 'faiss-cpu',
  'onnxruntime-gpu': 'onnxruntime',
  'paddlepaddle-gpu': 'paddlepaddle',
}

/** What a package for graphics cards is called without them; null: there is none, undefined: it isn't for them. */
export function withoutCards(name: string): null | string | undefined {
  if (Object.hasOwn(FOR_CARDS, name)) return FOR_CARDS[name]
  return /^cupy-cuda\d+x?$/.test(name) ? null : undefined
}
