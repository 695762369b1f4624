/** A value that is read again once in a while; nobody waits for that but who asks first. */
export interface FreshValue<Value> {
  get(): Promise<Value>
  /** Resolves when nothing is being read. */
  idle(): Promise<void>
}

/** How a value is read: undefined where it is what it was. */
export interface FreshOptions<Value> {
  read(before: Value | undefined): Promise<Value | undefined>
  readonly everyMs: number
  /** The value that was read last stays. */
  onFault?(cause: unknown): void
}

/** Reads at the first use, and behind the first use after each interval. */
export const freshValue = <Value>({ read, everyMs, onFault }: FreshOptions<Value>): FreshValue<Value> => {
  let value: Value | undefined
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  const again = (): Promise<void> => {
    reading ??= (async () => {
      try {
        value = await read(value) ?? value
      } finally {
        readAt = performance.now()
        reading = undefined
      }
    })()
    return reading
  }
  return {
    async get() {
      if (value === undefined) await again()
      else if (performance.now() - readAt >= everyMs) again().catch((cause: unknown) => onFault?.(cause))
      if (value === undefined) throw new Error('A value was read, and there was none.')
      return value
    },
    idle: async () => reading?.catch(() => {}),
  }
}
