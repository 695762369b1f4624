import { annotationOf } from '../parse-annotations.ts'
import type { Convention } from './convention.ts'

/** Names that usually mean that a value says something about a person or lets somebody in. */
const SUSPICIOUS: ReadonlySet<string> = new Set([
  'email', 'name', 'phone', 'tax', 'ssn', 'token', 'secret', 'hash', 'ip', 'iban', 'card', 'birth', 'address', 'password', 'fingerprint',
  'subject', 'body', 'note', 'memo', 'bio', 'evidence', 'payload', 'headers', 'settings', 'details', 'properties', 'snapshot', 'legal',
  'entity', 'error', 'summary', 'reason', 'reference', 'uri', 'digest', 'sha256', 'external',
])

/** A public column with such a name says why it may be public, so that a wrong label is a decision and never a slip. */
export const suspiciousNames: Convention = ({ source }, report) => {
  for (const model of source.models) {
    for (const { name, column, documentation } of model.fields) {
      const word = column.split('_').find(part => SUSPICIOUS.has(part))
      const label = annotationOf(documentation, 'public')
      if (word === undefined || label === undefined || label.named.get('reason')) continue
      report('SUSPICIOUS_PUBLIC', `${model.name}.${name}`, `is public though its name holds "${word}"; classify it, or say why: @public(reason: "…").`)
    }
  }
}
