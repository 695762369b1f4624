import { CommandError } from './command-error.ts'
import type { InputField } from './input-field.ts'

/** A moment, to the millisecond. */
export function moment(description: string, { writes }: { readonly writes?: string } = {}): InputField<Date> {
  return {
    description, type: 'DateTime', isRequired: true, writes, reads: [],
    parse(value, name) {
      const given = typeof value === 'string' ? new Date(value) : undefined
      if (given === undefined || Number.isNaN(given.getTime())) throw new CommandError('VALIDATION_FAILED', name)
      return given
    },
  }
}
