import type { ConnectionPart, ObjectSelection } from '../read/selection.ts'

/** Whether a part of a connection asks for the raw value of a field, at any depth. */
export function asksForRaw(part: ConnectionPart): boolean {
  if (part.kind === 'NODES') return isRevealing(part.node)
  return part.kind === 'EDGES' && part.parts.some((edge) => edge.kind === 'NODE' && isRevealing(edge.node))
}

function isRevealing({ fields }: ObjectSelection): boolean {
  return fields.some((field) => {
    switch (field.kind) {
      case 'COLUMN': return field.reveal !== undefined
      case 'ONE': case 'STUB': return isRevealing(field.object)
      case 'MANY': return field.list.parts.some(asksForRaw)
      default: return false
    }
  })
}
