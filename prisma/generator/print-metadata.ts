import type { Entity, ModuleMetadata } from '../../schema/model.ts'

/** Marks files that the generator may overwrite and delete. */
export const GENERATED_HEADER = '// Written by prisma/generator from prisma/schema. Change the model there, then run: npm run generate\n'

const STATE_EXPORTS: Readonly<Record<string, string>> = { gateway: 'gatewayState' }
/** Lists whose members are read one by one; everything else fits on a line with its neighbours. */
const TALL: ReadonlySet<string> = new Set(['entities', 'enums', 'columns', 'relations', 'references', 'indexes', 'scopes', 'metrics'])

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`

function printFlat(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(printFlat).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = Object.entries(value).filter(([, part]) => part !== undefined).map(([key, part]) => `${key}: ${printFlat(part)}`)
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

function printList(values: readonly unknown[], indent: string, print: (value: unknown) => string): string {
  return values.length === 0 ? '[]' : `[\n${values.map(value => `${indent}  ${print(value)},\n`).join('')}${indent}]`
}

function printProperty(key: string, value: unknown): string {
  return `      ${key}: ${TALL.has(key) && Array.isArray(value) ? printList(value, '      ', printFlat) : printFlat(value)},\n`
}

function printEntity(entity: Entity): string {
  const properties = Object.entries(entity).filter(([, value]) => value !== undefined)
  return `    {\n${properties.map(([key, value]) => printProperty(key, value)).join('')}    },\n`
}

/** Name of the constant in the file of a module. */
export function exportName(module: string): string {
  return STATE_EXPORTS[module] ?? module.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** `schema/metadata/<module>.ts`: plain data, one column a line. */
export function printModule(module: ModuleMetadata): string {
  return `${GENERATED_HEADER}import type { ModuleMetadata } from '../model.ts'

export const ${exportName(module.name)}: ModuleMetadata = {
  name: ${quote(module.name)},
  order: ${module.order},
  schema: ${quote(module.schema)},
  entities: [
${module.entities.map(printEntity).join('')}  ],
  enums: ${printList(module.enums, '  ', printFlat)},
}
`
}

/** `schema/metadata/index.ts`: the modules in the order of the dependency rule, and the two schemas that are no module. */
export function printIndex(modules: readonly string[], states: readonly string[]): string {
  const imports = [...modules].sort().map(name => `import { ${exportName(name)} } from './${name}.ts'\n`)
  const exports = [...states].sort().map(name => `export { ${exportName(name)} } from './${name}.ts'\n`)
  return `${GENERATED_HEADER}import type { ModuleMetadata } from '../model.ts'
${imports.join('')}${exports.join('')}
export const modules: readonly ModuleMetadata[] = [
${modules.map(name => `  ${exportName(name)},\n`).join('')}]
`
}
