import { pseudonymOf } from '../../../schema/policy/pseudonym.ts'
import type { Purpose } from '../../../schema/policy/principal.ts'
import type { Decode } from './decode.ts'

/** `[subject, value]` becomes a pseudonym for the purpose of the request, or of its field; a mask or a raw value of another branch of the CASE stays as it is. */
export function openPseudonym(coordinate: string, asked?: Purpose): Decode {
  return (value, { brandId, purpose: usual, pseudonymKeys }) => {
    const purpose = asked ?? usual
    if (!Array.isArray(value)) return value
    const [subjectId, raw] = value
    if (typeof subjectId !== 'string' || typeof raw !== 'string') return null
    return pseudonymOf(pseudonymKeys, { brandId, purpose, coordinate, subjectId, value: raw })
  }
}
