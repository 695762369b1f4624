import { describe, expect, it } from 'vitest'
import { nextTurn } from './next-turn.ts'

/** Runs that end when they are told to. */
const controlled = () => {
  const runs: { readonly questions: readonly string[], end(): void, fail(): void }[] = []
  const ask = nextTurn<string, string>(questions => new Promise((resolve, reject) => {
    const turn = runs.length + 1
    runs.push({ questions, end: () => { resolve(questions.map(question => `${question} in run ${turn}`)) }, fail: () => { reject(new Error('no database')) } })
  }), 3)
  return { runs, ask }
}
const settled = (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

describe('whoever asks while a run goes on', () => {
  it('is answered by the next one, which began after they asked', async () => {
    const { runs, ask } = controlled()
    const first = ask('a')
    await settled()
    const second = ask('a')
    runs[0]?.end()
    expect(await first).toBe('a in run 1')
    await settled()
    await settled()
    runs[1]?.end()
    expect(await second).toBe('a in run 2')
  })

  it('shares that run with everybody else, each question once', async () => {
    const { runs, ask } = controlled()
    void ask('a')
    await settled()
    const waiting = [ask('b'), ask('c'), ask('b')]
    runs[0]?.end()
    await settled()
    await settled()
    expect(runs[1]?.questions).toEqual(['b', 'c'])
    runs[1]?.end()
    expect(await Promise.all(waiting)).toEqual(['b in run 2', 'c in run 2', 'b in run 2'])
  })

  it('is not asked about with more than fit at once', async () => {
    const { runs, ask } = controlled()
    const all = ['a', 'b', 'c', 'd', 'e'].map(ask)
    await settled()
    runs[0]?.end()
    await settled()
    await settled()
    runs[1]?.end()
    expect(runs.map(({ questions }) => questions.length)).toEqual([3, 2])
    expect((await Promise.all(all)).at(-1)).toBe('e in run 2')
  })

  it('hears of a failure, and the next one is run all the same', async () => {
    const { runs, ask } = controlled()
    const first = ask('a')
    await settled()
    runs[0]?.fail()
    await expect(first).rejects.toThrow('no database')
    await settled()
    const second = ask('a')
    await settled()
    runs[1]?.end()
    expect(await second).toBe('a in run 2')
  })
})

it('begins with everybody who asked at the same moment', async () => {
  const { runs, ask } = controlled()
  const all = ['a', 'b', 'a'].map(ask)
  expect(runs).toEqual([])
  await settled()
  expect(runs.map(({ questions }) => questions)).toEqual([['a', 'b']])
  runs[0]?.end()
  expect(await Promise.all(all)).toEqual(['a in run 1', 'b in run 1', 'a in run 1'])
})

it('begins a later run too with everybody who asked in the turn of the loop in which the last one ended', async () => {
  const { runs, ask } = controlled()
  void ask('a')
  await settled()
  const waiting = [ask('b')]
  runs[0]?.end()
  await new Promise<void>(resolve => { process.nextTick(resolve) })
  waiting.push(ask('c'))
  await settled()
  await settled()
  expect(runs.map(({ questions }) => questions)).toEqual([['a'], ['b', 'c']])
  runs[1]?.end()
  expect(await Promise.all(waiting)).toEqual(['b in run 2', 'c in run 2'])
})
