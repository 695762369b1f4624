import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { corpusOf } from './corpus.ts'
import { KINDS, LANGUAGES } from './languages.ts'
import { measureDetectors } from './measure.ts'
import { luhnDigit } from './personal-values.ts'
import { scoreTable } from './score-table.ts'

const SIZE = 2_500
const corpus = corpusOf(SIZE)
const { overall, by } = measureDetectors(corpus)

describe('the corpus', () => {
  it('is the same in every run, and has as many texts of each language', () => {
    expect(corpusOf(20)).toEqual(corpus.slice(0, 20))
    for (const language of LANGUAGES) expect(corpus.filter((text) => text.language === language)).toHaveLength(SIZE / LANGUAGES.length)
  })

  it('says where each value stands', () => {
    const { text, spans } = corpus.find(({ spans: { length } }) => length === 3) ?? { text: '', spans: [] }
    expect(spans.every(({ start, end }) => start < end && end <= text.length)).toBe(true)
    for (const kind of KINDS) for (const language of LANGUAGES) expect(by.get(`${kind} ${language}`)?.values, `${kind} ${language}`).toBeGreaterThan(100)
  })

  it('has texts without any value, and cards with right check digits', () => {
    expect(corpus.filter(({ spans }) => spans.length === 0).length).toBeGreaterThan(500)
    expect(luhnDigit('424242424242424')).toBe('2')
  })
})

describe('the detectors', () => {
  it('find nearly everything, and hardly anything else', () => {
    expect(overall.recall).toBeGreaterThanOrEqual(0.98)
    expect(overall.precision).toBeGreaterThanOrEqual(0.97)
  })

  it.each(KINDS.flatMap((kind) => LANGUAGES.map((language) => `${kind} ${language}`)))('%s: no worse than nine of ten', (pair) => {
    expect(by.get(pair)?.recall).toBeGreaterThanOrEqual(0.95)
    expect(by.get(pair)?.precision).toBeGreaterThanOrEqual(0.9)
  })

  it('do as well as docs/detectors.md says', () => {
    expect(readFileSync(new URL('../../../docs/detectors.md', import.meta.url), 'utf8')).toContain(scoreTable(measureDetectors(corpus)))
  })
})
