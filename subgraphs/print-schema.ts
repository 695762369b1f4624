import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { modules } from '../schema/metadata/index.ts'
import type { ModuleMetadata } from '../schema/model.ts'
import { commandTypes } from '../schema/sdl/command-types.ts'
import { printModule } from '../schema/sdl/print-module.ts'
import { commandRights } from '../schema/variants/command-rights.ts'
import { writeGenerated, type GeneratedFile } from '../schema/write-generated.ts'
import { isModuleDeclaration, type ModuleDeclaration } from './engine/module.ts'

/**
 * Writes `schema/<module>.graphql` from the metadata and what the module declares and writes itself.
 * `--check` writes nothing and fails where a committed file differs.
 */

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What a module declares; a file that declares nothing, or another module, is a mistake that is named here. */
export const declarationOf = async (name: string): Promise<ModuleDeclaration> => {
  const loaded: Record<string, unknown> = await import(`./${name}/module.ts`)
  if (!isModuleDeclaration(loaded.default)) throw new Error(`subgraphs/${name}/module.ts must export the result of defineModule as default.`)
  if (loaded.default.name !== name) throw new Error(`subgraphs/${name}/module.ts declares another module: "${loaded.default.name}".`)
  return loaded.default
}

/** A module that writes no SDL has no file. */
const handWrittenOf = async (name: string): Promise<string> => {
  try {
    return await readFile(here(`./${name}/${name}.graphql`), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

const contractOf = async (metadata: ModuleMetadata): Promise<GeneratedFile> => {
  const { question, commands } = await declarationOf(metadata.name)
  const handWritten = [await handWrittenOf(metadata.name), commandTypes(commands, metadata)].join('\n\n')
  const text = printModule({ metadata, question, handWritten, modules, commands: commands.map(command => commandRights(command, metadata)) })
  return { path: here(`../schema/${metadata.name}.graphql`), text }
}

/** Everything that somebody can be allowed to do: what entities ask of their readers, and commands of those who run them. */
const permissionsFile = async (): Promise<GeneratedFile> => {
  const commands = (await Promise.all(modules.map(({ name }) => declarationOf(name)))).flatMap(declaration => declaration.commands)
  const asked = [
    ...modules.flatMap(({ entities }) => entities.flatMap(({ scopes }) => scopes.flatMap(({ permission }) => (permission === undefined ? [] : [permission])))),
    ...commands.flatMap(({ permission, besides = [] }) => [permission, ...besides]),
  ]
  return { path: here('../schema/metadata/permissions.ts'), text: printPermissions([...new Set(asked)].sort()) }
}

const printPermissions = (permissions: readonly string[]): string => `${[
  '// Written by subgraphs/print-schema.ts from the scopes of the model and the commands of the modules. Change them there, then run: npm run generate',
  '',
  '/** Every permission that something in the graph asks for, in the order of the alphabet. */',
  'export const PERMISSIONS: readonly string[] = [',
  ...permissions.map(permission => `  '${permission}',`),
  ']',
].join('\n')}\n`

const main = async (): Promise<void> => {
  const check = process.argv.includes('--check')
  const changed = await writeGenerated([...await Promise.all(modules.map(contractOf)), await permissionsFile()], { check })
  for (const path of changed) process.stdout.write(`${check ? 'differs' : 'written'}: ${path}\n`)
  if (check && changed.length > 0) process.exitCode = 1
  // what staff may read is in that list, and the tags of the contracts follow from it
  if (!check && changed.some(path => path.endsWith('permissions.ts'))) execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url)], { stdio: 'inherit' })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
