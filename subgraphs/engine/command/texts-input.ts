import { CommandError } from './command-error.ts'
import { text, type InputField, type TextRules } from './input-field.ts'

export interface TextsRules extends TextRules {
  readonly least?: number
  readonly most: number
}

/** Some texts, each once and in the order given. */
export function texts(description: string, { least = 1, most, ...rules }: TextsRules): InputField<readonly string[]> {
  const one = text(description, rules)
  return {
    ...one, type: '[String!]',
    parse(value, name) {
      if (!Array.isArray(value) || value.length < least || value.length > most) throw new CommandError('VALIDATION_FAILED', name)
      return [...new Set(value.map((item: unknown) => one.parse(item, name)))]
    },
  }
}
