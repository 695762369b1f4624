import type { OutboxMessage, Receipt, Receiver } from './outbox-message.ts'

const WORST_FIRST: readonly Receipt['outcome'][] = ['REFUSED', 'RETRY', 'TAKEN']

/** Gives messages to everybody who takes them. A message has arrived when all of them have it; one that nobody wants has arrived. */
export async function handOver(receivers: readonly Receiver[], messages: readonly OutboxMessage[]): Promise<readonly Receipt[]> {
  const answers = await Promise.all(receivers.map((receiver) => receiptsOf(receiver, messages.filter(({ type }) => receiver.takes(type)))))
  const receipts = new Map<string, Receipt[]>()
  for (const receipt of answers.flat()) receipts.set(receipt.id, [...receipts.get(receipt.id) ?? [], receipt])
  return messages.map(({ id }) => worstOf(id, receipts.get(id) ?? []))
}

/** One receiver that fails holds up nobody else: its messages come again. */
async function receiptsOf(receiver: Receiver, messages: readonly OutboxMessage[]): Promise<readonly Receipt[]> {
  if (messages.length === 0) return []
  try {
    const receipts = new Map((await receiver.receive(messages)).map((receipt) => [receipt.id, receipt]))
    return messages.map(({ id }) => receipts.get(id) ?? { id, outcome: 'RETRY', code: 'NO_RECEIPT' })
  } catch (error) {
    const code = codeOf(error)
    return messages.map(({ id }) => ({ id, outcome: 'RETRY', code }))
  }
}

function worstOf(id: string, receipts: readonly Receipt[]): Receipt {
  const [worst] = receipts.toSorted((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome))
  return worst ?? { id, outcome: 'TAKEN' }
}

/** A message of an error may hold a value, so only its code is kept. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'FAULT'
}
