import { counter } from '../metrics.ts'

const reveals = counter('veil_reveals_total', 'People whose raw values could be read on request, as they were charged to budgets before reading.')
const lookups = counter('veil_lookups_total', 'Values that were looked up in hidden columns, as they were charged to budgets before reading.')
const budgets = counter('veil_budgets_total', 'Operations with reveals or lookups, by whether the budgets had room.', { outcome: ['ok', 'refused'] })

/** Counts what an operation was charged, or that it was not let through. */
export const countSpent = (hadRoom: boolean, { subjects, lookups: values }: { readonly subjects: number, readonly lookups: number }): void => {
  budgets.add({ outcome: hadRoom ? 'ok' : 'refused' })
  if (!hadRoom) return
  if (subjects > 0) reveals.add({}, subjects)
  if (values > 0) lookups.add({}, values)
}
