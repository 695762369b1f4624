import { pseudonymOf } from '../../../schema/policy/pseudonym.ts'
import type { Decode } from './decode.ts'

/** `[subject, value]` becomes a pseudonym; a mask or a raw value of another branch of the CASE stays as it is. */
export function openPseudonym(coordinate: string): Decode {
  return (value, { brandId, purpose, pseudonymKeys }) => {
    if (!Array.isArray(value)) return value
    const [subjectId, raw] = value
    if (typeof subjectId !== 'string' || typeof raw !== 'string') return null
    return pseudonymOf(pseudonymKeys, { brandId, purpose, coordinate, subjectId, value: raw })
  }
}
