import type { LeaseStore, LeaseWish, Spender } from './lease-store.ts'

/** What callers may spend in a minute, whichever process they ask. */
export interface CostBudget {
  /**
   * Takes what an operation may cost from all the counters. Undefined where they had room; otherwise the seconds until the next minute,
   * which the clock alone decides. What was taken is never given back, however little was found.
   */
  take(brandId: string, spenders: readonly Spender[], amount: number): Promise<number | undefined> | undefined
}

/** What a process may still spend of one counter, without asking anybody. */
interface Purse {
  left: number
  /** The counter gave less than was wished: the minute is used up. */
  isEmptied: boolean
  /** What is left is of this minute. */
  minute: number
  endsAt: number
  asking: Promise<void> | undefined
}

/** Part of a budget that is leased at once. A tenth: few statements a minute, and little that a process which stops takes with it. */
const SLICES = 10

/** Counters of a minute that a process remembers; forgetting one loses what it had leased, and never gives it twice. */
const MOST = 20_000

/** Who may spend less of the same counter has a purse of their own: that theirs is empty says nothing of another. */
const purseKey = (brandId: string, { spender, limit }: Spender): string => `${brandId} ${spender} ${limit}`

/** Spends leased slices of the minute's budgets; `now` is a clock that never goes back. */
export const costBudget = (store: LeaseStore, now: () => number = () => performance.now()): CostBudget => {
  let purses = new Map<string, Purse>()

  const forgetOver = (): void => {
    const at = now()
    purses = new Map([...purses].filter(([, { endsAt, asking }]) => asking !== undefined || endsAt > at))
    if (purses.size >= MOST) purses = new Map()
  }
  const purseOf = (key: string): Purse => {
    const known = purses.get(key)
    if (known && (known.asking !== undefined || known.endsAt > now())) return known
    if (!known && purses.size >= MOST) forgetOver()
    const purse: Purse = { left: 0, isEmptied: false, minute: -1, endsAt: Number.POSITIVE_INFINITY, asking: undefined }
    purses.set(key, purse)
    return purse
  }
  /** All of them or none; nothing else runs in between. */
  const spend = (held: readonly Purse[], amount: number): boolean => {
    for (const { left } of held) if (left < amount) return false
    for (const purse of held) purse.left -= amount
    return true
  }
  const ask = async (brandId: string, poor: readonly (readonly [Purse, LeaseWish])[]): Promise<void> => {
    // before it is sent: the minute that the answer speaks of ends no earlier than this says
    const sentAt = now()
    const { granted, minute, restMs } = await store.lease(brandId, poor.map(([, wish]) => wish))
    poor.forEach(([purse, wish], index) => {
      const amount = granted[index] ?? 0
      purse.left = purse.minute === minute ? purse.left + amount : amount
      purse.minute = minute
      purse.isEmptied = amount < wish.amount
      purse.endsAt = sentAt + restMs
    })
  }
  const fill = (brandId: string, spenders: readonly Spender[], held: readonly Purse[], amount: number): Promise<unknown> => {
    const isPoor = ({ left, asking }: Purse): boolean => left < amount && asking === undefined
    const poor = held.flatMap((purse, index) => {
      const spender = spenders[index]
      if (!spender || !isPoor(purse)) return []
      const wish = Math.max(Math.ceil(spender.limit / SLICES), amount - purse.left)
      return [[purse, { ...spender, amount: Math.min(wish, spender.limit) }] as const]
    })
    if (poor.length > 0) {
      const asking = ask(brandId, poor).finally(() => { for (const [purse] of poor) purse.asking = undefined })
      for (const [purse] of poor) purse.asking = asking
    }
    return Promise.all(held.map(({ asking }) => asking))
  }
  const secondsLeft = (held: readonly Purse[]): number => {
    const ends = held.filter(({ isEmptied }) => isEmptied).map(({ endsAt }) => endsAt)
    return Math.min(Math.max(Math.ceil((Math.max(...ends) - now()) / 1000), 1), 60)
  }
  const takeSlowly = async (brandId: string, spenders: readonly Spender[], amount: number): Promise<number | undefined> => {
    for (;;) {
      const held = spenders.map(spender => purseOf(purseKey(brandId, spender)))
      if (spend(held, amount)) return undefined
      if (held.some(({ left, isEmptied, asking }) => left < amount && isEmptied && asking === undefined)) return secondsLeft(held)
      await fill(brandId, spenders, held, amount)
    }
  }

  return {
    take(brandId, spenders, amount) {
      const held = spenders.map(spender => purseOf(purseKey(brandId, spender)))
      return spend(held, amount) ? undefined : takeSlowly(brandId, spenders, amount)
    },
  }
}
