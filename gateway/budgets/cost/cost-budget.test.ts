import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { costBudget } from './cost-budget.ts'
import type { CostBudget } from './cost-budget.ts'
import { localLeases } from './lease-store.ts'
import type { LeaseStore } from './lease-store.ts'

const somebody = (limit = 1000) => [{ spender: `PERSON:${randomUUID()}`, limit }]

/** A store and a clock that a test turns, with the number of times that the store was asked. */
const counted = (start = 30_000) => {
  const clock = { now: start, asked: 0, delayMs: 0 }
  const local = localLeases(() => clock.now)
  const store: LeaseStore = {
    async lease(brandId, wishes) {
      clock.asked += 1
      // the statement arrives later than it was sent
      clock.now += clock.delayMs
      return local.lease(brandId, wishes)
    },
  }
  return { clock, store, budget: () => costBudget(store, () => clock.now) }
}

const times = async (budget: CostBudget, spenders: ReturnType<typeof somebody>, amount: number, requests: number): Promise<number> => {
  const answers = await Promise.all(Array.from({ length: requests }, () => budget.take('brand', spenders, amount)))
  return answers.filter(seconds => seconds === undefined).length
}

describe('the budget of a minute', () => {
  it('is spent to the last unit and not beyond, by several processes and requests at once', async () => {
    const { budget } = counted()
    const spenders = somebody()
    const processes = [budget(), budget(), budget()]
    const through = await Promise.all(processes.map(one => times(one, spenders, 1, 600)))
    expect(through.reduce((sum, one) => sum + one, 0)).toBe(1000)
  })

  it('asks nobody while there is a lease', async () => {
    const { clock, budget } = counted()
    const [one, spenders] = [budget(), somebody()]
    expect(await times(one, spenders, 1, 100)).toBe(100)
    expect(clock.asked).toBe(1)
    expect(one.take('brand', spenders, 1)).toBeInstanceOf(Promise)
    await one.take('brand', spenders, 1)
    expect([one.take('brand', spenders, 1), clock.asked]).toEqual([undefined, 2])
  })

  it('asks nobody for a caller who has used it up', async () => {
    const { clock, budget } = counted()
    const [one, spenders] = [budget(), somebody(10)]
    await times(one, spenders, 1, 10)
    await one.take('brand', spenders, 1)
    const { asked } = clock
    expect([await times(one, spenders, 1, 50), clock.asked - asked]).toEqual([0, 0])
  })

  it('tells the seconds until the next minute, which depend on the clock alone', async () => {
    for (const used of [10, 999]) {
      const { clock, budget } = counted(20_500)
      const [one, spenders] = [budget(), somebody()]
      await one.take('brand', spenders, used)
      expect(await one.take('brand', spenders, 1000)).toBe(40)
      clock.now = 59_999
      expect(await one.take('brand', spenders, 1000)).toBe(1)
    }
  })

  it('is whole again in the next minute, and what was leased in the last one is gone', async () => {
    const { clock, budget } = counted()
    const [one, spenders] = [budget(), somebody()]
    await one.take('brand', spenders, 1)
    clock.now = 60_000
    expect(await times(one, spenders, 1, 1500)).toBe(1000)
  })

  it('does not carry a rest into the minute in which the statement arrives', async () => {
    const { clock, budget } = counted(59_990)
    const [one, spenders] = [budget(), somebody()]
    await one.take('brand', spenders, 50)
    clock.delayMs = 20
    await one.take('brand', spenders, 51)
    clock.delayMs = 0
    expect(await times(one, spenders, 1, 1500)).toBe(1000 - 51)
  })

  it('has room for no operation that is dearer than itself', async () => {
    const { budget } = counted()
    expect(await budget().take('brand', somebody(), 1001)).toBe(30)
  })

  it('is taken from nobody where one of the counters has no room', async () => {
    const { budget } = counted()
    const [one, [rich], [poor]] = [budget(), somebody(), somebody(5)]
    if (!rich || !poor) throw new Error('nobody')
    expect(await one.take('brand', [rich, poor], 6)).toBe(30)
    expect(await times(one, [rich], 1, 1200)).toBe(1000)
  })

  it('is another one in another brand', async () => {
    const { budget } = counted()
    const [one, spenders] = [budget(), somebody(5)]
    expect([await one.take('a', spenders, 5), await one.take('b', spenders, 5), await one.take('a', spenders, 1)]).toEqual([undefined, undefined, 30])
  })

  it('grants nothing while the counters cannot be reached, and is asked again afterwards', async () => {
    const { store } = counted()
    let isDown = true
    const one = costBudget({ lease: (...asked) => (isDown ? Promise.reject(new Error('down')) : store.lease(...asked)) }, () => 0)
    const spenders = somebody()
    await expect(one.take('brand', spenders, 1)).rejects.toThrow('down')
    isDown = false
    expect(await one.take('brand', spenders, 1)).toBeUndefined()
  })
})
