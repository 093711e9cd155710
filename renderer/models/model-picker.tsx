import type { ModelRef } from '../../shared/model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ModelSearch } from './model-search.tsx';

export interface ModelPickerProps {
  isOpen: boolean;
  onClose: () => void;
  /** `label`: what the column may be called. `onClose` is called right after. */
  onPick: (model: ModelRef, label: string) => void;
  title?: string | undefined;
}

export const ModelPicker = ({ isOpen, onClose, onPick, title = 'Choose a model' }: ModelPickerProps) => (
  <Dialog isOpen={isOpen} onClose={onClose} title={title}>
    <ModelSearch
      onPick={(model, label) => {
        onPick(model, label);
        onClose();
      }}
    />
  </Dialog>
);
