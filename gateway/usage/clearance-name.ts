import type { PrincipalClass } from '../../schema/policy/principal-class.ts'

const names = new WeakMap<PrincipalClass, string>()

/** What callers of a class are cleared for, as the counts of use name it: the names of the clearances in their order, joined by +. */
export const clearanceName = (principalClass: PrincipalClass): string => {
  const found = names.get(principalClass)
  if (found !== undefined) return found
  const cells = principalClass.cells.filter(cell => cell !== 'self')
  const name = principalClass.kind === 'ANONYMOUS' ? 'anonymous' : cells.length === 0 ? 'none' : cells.join('+')
  names.set(principalClass, name)
  return name
}
