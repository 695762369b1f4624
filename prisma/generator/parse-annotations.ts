import type { AnnotationForm } from './annotation-forms.ts'
import type { Report } from './problem.ts'

/** `@name(bare, key: value)`. Values are text; what they mean is for the reader of that annotation. */
export interface Annotation {
  readonly name: string
  readonly bare: readonly string[]
  readonly named: ReadonlyMap<string, string>
  /** Everything between the parentheses, as written. */
  readonly raw: string
}

/** A doc comment taken apart: the sentence for people, then the annotations for us. */
export interface Documentation {
  readonly description: string
  readonly annotations: readonly Annotation[]
}

const FIRST_ANNOTATION = /(?:^|\s)@[a-zA-Z]/
const ANNOTATION_NAME = /^@([a-zA-Z]+)/
const NAMED_ARGUMENT = /^([a-zA-Z]\w*)\s*:\s*(.*)$/s

/** Parts of `text` between commas that stand in no parentheses and in no double quotes; undefined when one is left open. */
function splitArguments(text: string): readonly string[] | undefined {
  const parts: string[] = []
  let depth = 0, quoted = false, start = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character !== ',' || depth > 0) continue
    parts.push(text.slice(start, at))
    start = at + 1
  }
  return quoted || depth !== 0 ? undefined : [...parts, text.slice(start)].map(part => part.trim()).filter(part => part !== '')
}

/** Index of the parenthesis that closes the one at 0, or -1. */
function closingParenthesis(text: string): number {
  let depth = 0, quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '(') depth += 1
    if (character === ')' && (depth -= 1) === 0) return at
  }
  return -1
}

const unquoted = (value: string): string => value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value

function readArguments(name: string, raw: string): Annotation | undefined {
  const parts = splitArguments(raw)
  if (parts === undefined) return undefined
  const bare: string[] = []
  const named = new Map<string, string>()
  for (const part of parts) {
    const [, key, value] = NAMED_ARGUMENT.exec(part) ?? []
    if (key === undefined || value === undefined) bare.push(unquoted(part))
    else if (named.has(key)) return undefined
    else named.set(key, unquoted(value))
  }
  return { name, bare, named, raw }
}

function readAnnotation(text: string): { readonly annotation: Annotation; readonly rest: string } | undefined {
  const name = ANNOTATION_NAME.exec(text)?.[1]
  if (name === undefined) return undefined
  const afterName = text.slice(name.length + 1)
  if (!afterName.startsWith('(')) return { annotation: { name, bare: [], named: new Map(), raw: '' }, rest: afterName.trimStart() }
  const end = closingParenthesis(afterName)
  const annotation = end < 0 ? undefined : readArguments(name, afterName.slice(1, end).trim())
  return annotation && { annotation, rest: afterName.slice(end + 1).trimStart() }
}

function checkForm(annotation: Annotation, form: AnnotationForm | undefined, at: string, report: Report): void {
  if (form === undefined) return report('UNKNOWN_ANNOTATION', at, `@${annotation.name} means nothing here; correct the name or remove it.`)
  const [least, most] = form.bare
  if (annotation.bare.length < least || annotation.bare.length > most) {
    report('MALFORMED_ANNOTATION', at, `@${annotation.name} takes ${least === most ? least : `${least} to ${most}`} bare arguments, not ${annotation.bare.length}.`)
  }
  const allowed = form.named
  if (allowed === 'ANY') return
  for (const key of annotation.named.keys()) {
    if (!allowed.includes(key)) report('UNKNOWN_ARGUMENT', at, `@${annotation.name} has no argument ${key}; it takes ${allowed.join(', ') || 'none'}.`)
  }
}

function checkRepeats(annotations: readonly Annotation[], forms: Readonly<Record<string, AnnotationForm>>, at: string, report: Report): void {
  const seen = new Set<string>()
  for (const { name } of annotations) {
    if (seen.has(name) && forms[name]?.repeatable === false) report('DUPLICATE_ANNOTATION', at, `@${name} stands twice; keep one.`)
    seen.add(name)
  }
}

/**
 * The description comes first, the annotations last, nothing in between:
 * `Login e-mail, lower case. @pii(CONTACT, mask: EMAIL, lookup: true)`.
 */
export function parseAnnotations(
  comment: string | undefined, forms: Readonly<Record<string, AnnotationForm>>, at: string, report: Report,
): Documentation {
  const text = (comment ?? '').replace(/\s+/g, ' ').trim()
  const first = FIRST_ANNOTATION.exec(text)?.index ?? text.length
  const annotations: Annotation[] = []
  let rest = text.slice(first).trimStart()
  while (rest !== '') {
    const read = readAnnotation(rest)
    if (read === undefined) {
      report('MALFORMED_ANNOTATION', at, `cannot read "${rest.slice(0, 40)}"; after the first annotation only @name or @name(arguments) may follow, with parentheses and double quotes closed.`)
      break
    }
    checkForm(read.annotation, forms[read.annotation.name], at, report)
    annotations.push(read.annotation)
    rest = read.rest
  }
  checkRepeats(annotations, forms, at, report)
  return { description: text.slice(0, first).trim(), annotations }
}

/** The annotation of that name, of which there is at most one. */
export function annotationOf(documentation: Documentation | undefined, name: string): Annotation | undefined {
  return documentation?.annotations.find(annotation => annotation.name === name)
}

/** All annotations of that name, in their order. */
export function annotationsOf(documentation: Documentation, name: string): readonly Annotation[] {
  return documentation.annotations.filter(annotation => annotation.name === name)
}
