import { directiveOf, outputTypes, type FieldsNode, type Lint } from './contract.ts'

/** L11: no entity is named like a root type or begins with an underscore; it would be taken for a root or for federation's own, without an error. */
export const noRootTypeNames: Lint = contracts => contracts.flatMap(({ document }) =>
  outputTypes(document).filter(isMisnamed).map(({ name }) => ({ code: 'L11', at: name.value, message: 'Composition takes this name for its own; rename the type.' })))

const ROOTS = ['Query', 'Mutation', 'Subscription']

const isMisnamed = (type: FieldsNode): boolean =>
  type.name.value.startsWith('_') || (ROOTS.includes(type.name.value) && !looksLikeRoot(type))

/** Entities have a key or an id; roots have neither. */
const looksLikeRoot = (type: FieldsNode): boolean =>
  directiveOf(type, 'key') === undefined && (type.interfaces ?? []).length === 0 && !(type.fields ?? []).some(({ name }) => name.value === 'id')
