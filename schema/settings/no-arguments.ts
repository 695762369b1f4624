import { parseArgs } from 'node:util'
import { commandLine } from './command-line.ts'

/** False where a command that takes no arguments was given some; that it takes none is printed then. */
export function takesNoArguments(command: string, does: string): boolean {
  return commandLine(`npm run ${command}   ${does}; it takes no arguments.`, () => parseArgs({ options: {} })) !== undefined
}
