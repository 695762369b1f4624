import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseArgs } from 'node:util'
import { commandLine } from './command-line.ts'
import { takesNoArguments } from './no-arguments.ts'

const before = [...process.argv]
const said: string[] = []

const given = (...args: readonly string[]): void => void process.argv.splice(2, process.argv.length, ...args)

beforeEach(() => {
  said.length = 0
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation((line) => said.push(String(line)) > 0)
})

afterEach(() => {
  vi.restoreAllMocks()
  process.argv.splice(0, process.argv.length, ...before)
  process.exitCode = undefined
})

describe('the arguments of a command', () => {
  const read = () => commandLine('npm run plant -- [--trees N]', () => parseArgs({ options: { trees: { type: 'string' } } }).values.trees)

  it('are what was asked', () => {
    given('--trees', '3')
    expect(read()).toBe('3')
    expect(said).toEqual([])
  })

  it('that nobody knows are named beside those that there are, and the command fails', () => {
    given('--shrubs')
    expect(read()).toBeUndefined()
    expect(said.join('')).toContain("Unknown option '--shrubs'")
    expect(said.join('')).toContain('npm run plant -- [--trees N]')
    expect(process.exitCode).toBe(2)
  })

  it('are told to whoever asks for help, which is no failure', () => {
    given('--help')
    expect(read()).toBeUndefined()
    expect(said).toEqual(['npm run plant -- [--trees N]\n'])
    expect(process.exitCode).toBeUndefined()
  })

  it('are refused by a command that takes none', () => {
    given('everything')
    expect(takesNoArguments('reset', 'deletes')).toBe(false)
    given()
    expect(takesNoArguments('reset', 'deletes')).toBe(true)
  })
})
