import { chanceOf, type Chance } from './chance.ts'
import { KINDS, LANGUAGES, type Kind, type Language } from './languages.ts'
import { personalValue } from './personal-values.ts'
import { plainValues } from './plain-values.ts'
import { SENTENCES } from './sentences.ts'

/** A value in a text; `end` is the first sign behind it. */
export interface Span {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/** A text of which it is known what stands in it. */
export interface CorpusText {
  readonly language: Language
  readonly text: string
  /** What a reader must not see, in the order of the text. */
  readonly spans: readonly Span[]
}

const SEED = 20_260_630

/** So many texts, the languages in turn; the same ones in every run. Each holds none to three values and as many things that only look like some. */
export function corpusOf(count: number, seed: number = SEED): readonly CorpusText[] {
  return Array.from({ length: count }, (_, index) => {
    const language = LANGUAGES[index % LANGUAGES.length] ?? 'en'
    return textOf(chanceOf(seed + index), language)
  })
}

function textOf(chance: Chance, language: Language): CorpusText {
  const kinds = Array.from({ length: chance.below(4) }, () => chance.pick(KINDS))
  const parts = [...kinds.map((kind) => sentence(chance, language, kind)), ...Array.from({ length: 1 + chance.below(3) }, () => sentence(chance, language))]
  const order = [...parts].sort((a, b) => a.rank - b.rank)
  const separator = chance.pick([' ', '\n', ' '])
  let text = ''
  const spans: Span[] = []
  for (const { before, value, after, kind } of order) {
    const start = text.length + before.length
    if (kind) spans.push({ kind, start, end: start + value.length })
    text += `${before}${value}${after}${separator}`
  }
  return { language, text: text.trimEnd(), spans }
}

interface Sentence {
  readonly rank: number
  readonly before: string
  readonly value: string
  readonly after: string
  readonly kind?: Kind
}

function sentence(chance: Chance, language: Language, kind?: Kind): Sentence {
  const [before = '', after = ''] = chance.pick(SENTENCES[language][kind ?? 'plain']).split('*')
  const value = kind ? personalValue[kind](chance, language) : chance.pick(plainValues)(chance, language)
  return { rank: chance.below(1_000), before, value, after, kind }
}
