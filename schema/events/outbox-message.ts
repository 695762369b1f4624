/** What leaves a module: an event or an audit record, as it stands in the outbox. */
export interface OutboxMessage {
  readonly brandId: string
  /** The same at every try, so that a receiver knows what it has had. */
  readonly id: string
  /** Module that it comes from. */
  readonly module: string
  /** Name with its version: `audit.break_glass.started.v1`. */
  readonly type: string
  /** JSON text as Postgres wrote it: numbers keep all their digits. */
  readonly payload: string
}

/** What became of a message at its receiver. REFUSED: it never will be taken, so it is not sent again. */
export interface Receipt {
  readonly id: string
  readonly outcome: 'TAKEN' | 'RETRY' | 'REFUSED'
  /** Why it was not taken; a code and never a value. */
  readonly code?: string
}

/** Takes messages at least once: a function in this process, or an address. */
export interface Receiver {
  /** Shown in faults. */
  readonly name: string
  takes(type: string): boolean
  /** A receipt for each message. Throws where it is not known whether anything has arrived. */
  receive(messages: readonly OutboxMessage[]): Promise<readonly Receipt[]>
}

/** Whether a type is named by a list of types; `*` stands for one word: `audit.break_glass.*.v1`. */
export function namesType(types: readonly string[], type: string): boolean {
  const words = type.split('.')
  return types.some((pattern) => {
    const wanted = pattern.split('.')
    return wanted.length === words.length && wanted.every((word, i) => word === '*' || word === words[i])
  })
}
