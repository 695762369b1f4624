import type { Column, ModuleMetadata } from '../../schema/model.ts'
import { GENERATED_HEADER } from './print-metadata.ts'

const isCredential = ({ label }: Column): boolean => !label.public && label.category === 'CREDENTIAL'
const isSealed = (column: Column): boolean => !column.label.public && !isCredential(column)

function printFields(name: string, about: string, { modules, holds }: { readonly modules: readonly ModuleMetadata[]; readonly holds: (column: Column) => boolean }): string {
  const lines = modules.flatMap(({ entities }) => entities).flatMap(({ type, columns }) => {
    const fields = columns.filter(holds).map(({ field }) => `'${field}'`)
    return fields.length === 0 ? [] : [`  readonly ${type}: ${fields.join(' | ')}\n`]
  })
  return `/** ${about} */\nexport interface ${name} {\n${lines.join('')}}\n`
}

/** `schema/metadata/sensitive-fields.ts`: what of a row the compiler must not take for a plain value. */
export function printSensitiveFields(modules: readonly ModuleMetadata[]): string {
  return [
    GENERATED_HEADER.trimEnd(),
    printFields('SealedFields', 'Fields by model whose values leave the database sealed.', { modules, holds: isSealed }),
    printFields('CredentialFields', 'Fields by model that are written and never read.', { modules, holds: isCredential }),
  ].join('\n')
}
