import type { MonacoEditor } from '@graphiql/react'

/** Puts another text into an editor as one step, so that it can be undone. */
export const replaceQuery = (editor: MonacoEditor, text: string): void => {
  const range = editor.getModel()?.getFullModelRange()
  if (!range) return editor.setValue(text)
  editor.pushUndoStop()
  editor.executeEdits('explorer', [{ range, text }])
  editor.pushUndoStop()
}
