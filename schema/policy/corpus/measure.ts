import { findingsIn } from '../detectors.ts'
import type { CorpusText, Span } from './corpus.ts'
import { KINDS, LANGUAGES, type Kind, type Language } from './languages.ts'

/** How well the detectors did; both shares are of 1. */
export interface Score {
  /** Of what they found, the share that is what they took it for. */
  readonly precision: number
  /** Of what stands there, the share of which not one sign is left to read. */
  readonly recall: number
  readonly values: number
  readonly finds: number
}

/** What went wrong, for people who improve the detectors. */
export interface Miss {
  readonly language: Language
  readonly kind: Kind
  readonly what: 'MISSED' | 'MISTAKEN'
  readonly value: string
  readonly text: string
}

interface Judged {
  readonly language: Language
  readonly kind: Kind
  readonly isFind: boolean
  readonly isRight: boolean
  readonly value: string
  readonly text: string
}

function judge({ language, text, spans }: CorpusText): readonly Judged[] {
  const finds = findingsIn(text).flatMap(({ placeholder, start, end }): readonly Span[] => KINDS.filter((kind) => placeholder === `‹${kind}›`).map((kind) => ({ kind, start, end })))
  const isCovered = ({ start, end }: Span): boolean => Array.from({ length: end - start }, (_, index) => start + index).every((at) => finds.some((find) => find.start <= at && at < find.end))
  const isOne = (find: Span): boolean => spans.some(({ kind, start, end }) => kind === find.kind && start < find.end && find.start < end)
  const about = { language, text }
  return [
    ...spans.map((span) => ({ ...about, kind: span.kind, isFind: false, isRight: isCovered(span), value: text.slice(span.start, span.end) })),
    ...finds.map((find) => ({ ...about, kind: find.kind, isFind: true, isRight: isOne(find), value: text.slice(find.start, find.end) })),
  ]
}

/** Scores by kind and language and over all, and everything that went wrong. */
export function measureDetectors(corpus: readonly CorpusText[]): {
  readonly overall: Score
  readonly by: ReadonlyMap<string, Score>
  readonly misses: readonly Miss[]
} {
  const judged = corpus.flatMap(judge)
  const pairs = KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const))
  return {
    overall: scoreOf(judged),
    by: new Map([
      ...KINDS.map((kind) => [kind, scoreOf(judged.filter((one) => one.kind === kind))] as const),
      ...LANGUAGES.map((language) => [language, scoreOf(judged.filter((one) => one.language === language))] as const),
      ...pairs.map(([kind, language]) => [`${kind} ${language}`, scoreOf(judged.filter((one) => one.kind === kind && one.language === language))] as const),
    ]),
    misses: judged.filter(({ isRight }) => !isRight).map(({ language, kind, isFind, value, text }) => ({ language, kind, what: isFind ? 'MISTAKEN' : 'MISSED', value, text })),
  }
}

function scoreOf(judged: readonly Judged[]): Score {
  const [values, finds] = [judged.filter(({ isFind }) => !isFind), judged.filter(({ isFind }) => isFind)]
  const share = (all: readonly Judged[]): number => all.length === 0 ? 1 : all.filter(({ isRight }) => isRight).length / all.length
  return { precision: share(finds), recall: share(values), values: values.length, finds: finds.length }
}
