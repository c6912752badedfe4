/** What stands under a field's box: its description, or in its place the error. For the fields in this folder only. */
import { FieldError, Text } from 'react-aria-components';

type FieldNotesProps = { readonly description?: string | undefined; readonly error?: string | null | undefined };

export function FieldNotes({ description, error }: FieldNotesProps) {
  if (error) {
    return <FieldError className="field__error">{error}</FieldError>;
  }
  return description === undefined ? null : (
    <Text slot="description" className="field__description">
      {description}
    </Text>
  );
}
