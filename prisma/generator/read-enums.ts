import type { EnumType } from '../../schema/model.ts'
import type { Annotation } from './parse-annotations.ts'
import { annotationOf } from './parse-annotations.ts'
import type { Report } from './problem.ts'
import type { SourceModel } from './source.ts'

interface Use { readonly annotation: Annotation; readonly at: string }

const usesOf = (models: readonly SourceModel[]): readonly Use[] => models.flatMap(model => model.fields.flatMap(field => {
  const annotation = annotationOf(field.documentation, 'enum')
  return annotation ? [{ annotation, at: `${model.name}.${field.name}` }] : []
}))

function readDeclaration({ annotation, at }: Use, report: Report): EnumType | undefined {
  const [declared, ...more] = annotation.named
  if (declared === undefined && annotation.bare.length === 1) return undefined
  if (declared === undefined || more.length > 0 || annotation.bare.length > 0) {
    report('MALFORMED_ANNOTATION', at, 'write @enum(Name: FIRST SECOND), or @enum(Name) for one that is declared in this module.')
    return undefined
  }
  const [name, list] = declared
  const values = list.split(' ').filter(value => value !== '')
  const wrong = values.filter(value => !/^[A-Z][A-Z0-9_]*$/.test(value))
  if (values.length === 0 || wrong.length > 0) report('ENUM_VALUE_NAME', at, `values are UPPER_SNAKE and separated by blanks${wrong.length > 0 ? `: ${wrong.join(' ')}` : ''}.`)
  if (new Set(values).size < values.length) report('ENUM_VALUE_NAME', at, 'a value stands twice.')
  return { name, values }
}

/** The enumerations of one module, sorted by name; every use of a name must list the same values in the same order. */
export function readEnums(models: readonly SourceModel[], report: Report): readonly EnumType[] {
  const found = new Map<string, EnumType>()
  const uses = usesOf(models)
  for (const use of uses) {
    const declared = readDeclaration(use, report)
    if (declared === undefined) continue
    const known = found.get(declared.name)
    if (known && known.values.join(' ') !== declared.values.join(' ')) report('ENUM_VALUES_DIFFER', use.at, `${declared.name} is ${known.values.join(' ')} elsewhere in this module; list the same values or choose another name.`)
    found.set(declared.name, known ?? declared)
  }
  for (const { annotation: { bare: [name] }, at } of uses) {
    if (name !== undefined && !found.has(name)) report('UNKNOWN_ENUM', at, `${name} is not declared in this module; write its values once, @enum(${name}: FIRST SECOND).`)
  }
  return [...found.values()].sort((left, right) => left.name < right.name ? -1 : 1)
}
