import type { IdSource } from '../ids.ts'
import type { Document, Line, LineDraft } from './document.ts'
import { applyCreditDiscount, totalsOf } from './finalize.ts'
import { roundHalfEven } from '../money.ts'
import type { Charge } from '../world/subscription-plan.ts'

export type DocumentDraft = Pick<Document, 'id' | 'kind' | 'reason' | 'account' | 'workspace' | 'subscription' | 'corrects' | 'createdAt' | 'issuedAt' | 'period' | 'memo'>
  & { readonly drafts: readonly LineDraft[] }

/** Writes lines and remembers them, so that what is credited later can be found. */
export interface Writer {
  readonly ids: IdSource
  readonly lineOfCharge: Map<Charge, Line>
  readonly documentOfLine: Map<Line, Document>
}

export function openWriter(ids: IdSource): Writer {
  return { ids, lineOfCharge: new Map(), documentOfLine: new Map() }
}

function writeLine(writer: Writer, draft: LineDraft, number: number, at: number): Line {
  const line: Line = {
    ...draft, id: writer.ids.next('billing.invoice_line_items', at), number, adjustments: [], discount: 0, pretax: 0, tax: 0,
    taken: { amount: 0, tax: 0 },
  }
  if (line.charge !== null) writer.lineOfCharge.set(line.charge, line)
  if (line.credits !== null) {
    const debit = line.credits
    debit.taken.amount -= line.amount
    applyCreditDiscount(line, roundHalfEven(debit.discount * -line.amount, debit.amount))
  }
  return line
}

/** A draft with its lines, before anything is taken off or added. */
export function writeDocument(writer: Writer, { drafts, ...head }: DocumentDraft): Document {
  const lines = drafts.map((draft, i) => writeLine(writer, draft, i + 1, head.createdAt))
  const document: Document = {
    ...head, lines, totals: totalsOf(lines), status: 'DRAFT', dueAt: null, paidAt: null, voidedAt: null, uncollectibleAt: null, attempts: 0, nextAttemptAt: null,
    paid: 0, credited: 0, creditedDirectly: 0, number: null,
  }
  for (const line of lines) writer.documentOfLine.set(line, document)
  return document
}
