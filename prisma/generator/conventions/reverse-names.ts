import { camelCase, lowerFirst, pluralOf } from '../case.ts'
import { annotationOf } from '../parse-annotations.ts'
import type { SourceField, SourceModel } from '../source.ts'
import { modelOf } from '../source.ts'
import type { Convention } from './convention.ts'

const foreignKeysOf = (model: SourceModel): readonly SourceField[] => model.fields.filter(({ fromFields }) => fromFields.length > 0)

function defaultNames(child: SourceModel, isList: boolean): readonly string[] {
  return isList ? [lowerFirst(pluralOf(child.name)), camelCase(child.table)] : [lowerFirst(child.name)]
}

/**
 * The list on the parent is the plural of the child, or has the name that the foreign key gives it with `@reverse`. Two keys to one parent
 * both need one: a name that Prisma or an author picked at random would become part of the contract.
 */
export const reverseNames: Convention = ({ source }, report) => {
  for (const child of source.models) {
    for (const forward of foreignKeysOf(child)) {
      const given = annotationOf(forward.documentation, 'reverse')?.bare[0]
      const reverse = modelOf(source, forward.type)?.fields.find(field => field.relation === forward.relation && field.fromFields.length === 0)
      const at = `${child.name}.${forward.name}`
      const siblings = foreignKeysOf(child).filter(({ type }) => type === forward.type)
      if (given === undefined && siblings.length > 1) report('AMBIGUOUS_REVERSE', at, `${siblings.length} foreign keys go to ${forward.type}; name each list with @reverse(name), or @reverse(-) for none.`)
      if (reverse === undefined || given === '-') continue
      const allowed = given === undefined ? defaultNames(child, reverse.list) : [given]
      if (!allowed.includes(reverse.name)) report('REVERSE_NAME', at, `the field on ${forward.type} is called ${reverse.name}, not ${allowed.join(' or ')}; rename it or write @reverse(${reverse.name}).`)
    }
  }
}
