import { Kind } from 'graphql'
import type { SelectionNode } from 'graphql'
import type { Condition } from './cost-program.ts'

const WANTED: ReadonlyMap<string, boolean> = new Map([['include', true], ['skip', false]])

/** What must hold for a selection to count; undefined where it never does. */
export const conditionsOf = ({ directives = [] }: SelectionNode): readonly Condition[] | undefined => {
  const found: Condition[] = []
  for (const { name, arguments: given } of directives) {
    const wanted = WANTED.get(name.value)
    const value = given?.[0]?.value
    if (wanted === undefined || !value) continue
    if (value.kind === Kind.VARIABLE) found.push({ variable: value.name.value, wanted })
    else if (value.kind === Kind.BOOLEAN && value.value !== wanted) return undefined
  }
  return found
}
