interface Known<Value> {
  readonly value: Promise<Value | undefined>
  readonly until: number
}

/** How long and how much. */
export interface RememberOptions {
  readonly foundMs?: number
  readonly missingMs?: number
  readonly most?: number
  now?(): number
}

/** Asks once for all who want to know the same at the same time, and for a few seconds after; a failure is not remembered. */
export const rememberBriefly = <Value>(
  ask: (key: string) => Promise<Value | undefined>, { foundMs = 10_000, missingMs = 2_000, most = 1_000, now = Date.now }: RememberOptions = {},
) => {
  const known = new Map<string, Known<Value>>()

  const remember = (key: string): Promise<Value | undefined> => {
    const value = ask(key)
    const asked: Known<Value> = { value, until: now() + foundMs }
    known.delete(key)
    known.set(key, asked)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    const replace = (next: Known<Value> | undefined): void => {
      if (known.get(key) !== asked) return
      if (next) known.set(key, next)
      else known.delete(key)
    }
    value.then(found => { if (found === undefined) replace({ value, until: now() + missingMs }) }, () => replace(undefined))
    return value
  }

  return (key: string): Promise<Value | undefined> => {
    const held = known.get(key)
    return held && held.until > now() ? held.value : remember(key)
  }
}
