import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Example } from './wire.ts'

const FOLDER = fileURLToPath(new URL('examples', import.meta.url))
const AS = /^as: (?<persona>\S+)(?: for (?<purpose>\S+))?$/

/** Comments at the top of the file, without their signs. */
const heading = (query: string): readonly string[] => {
  const lines = query.split('\n')
  const end = lines.findIndex(line => !line.startsWith('#'))
  return lines.slice(0, Math.max(end, 0)).map(line => line.replace(/^# ?/, ''))
}

const readExample = (file: string): Example => {
  const query = readFileSync(`${FOLDER}/${file}`, 'utf8')
  const [title = '', ...lines] = heading(query)
  const { persona, purpose = 'SERVICE' } = AS.exec(lines.at(-1) ?? '')?.groups ?? {}
  if (title === '' || persona === undefined) throw new Error(`The example ${file} must begin with comments: a title, a description, and "as: <persona>".`)
  return { name: file.replace(/^\d+-|\.graphql$/g, ''), title, description: lines.slice(0, -1).join(' '), persona, purpose, query }
}

/** The ready-made queries, in the order of their file names. The first comment is the title, the last names the persona and, where it is not the everyday one, the purpose. */
export const readExamples = (): readonly Example[] =>
  readdirSync(FOLDER).filter(file => file.endsWith('.graphql')).sort().map(readExample)
