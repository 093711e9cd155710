import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Braces, Download, FileText, Globe, Sheet } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { ChatId, TurnId } from '../../shared/id.ts';
import { useApi, useCollate } from '../state/store.ts';
import { failureOf, failureWords } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import layout from '../ui/layout.module.css';
import { Segmented } from '../ui/segmented.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './export-dialog.module.css';
import { type ExportFormat, exportChoices } from './export-formats.ts';
import { saveFile } from './save-file.ts';

export interface ExportDialogProps {
  chatId: ChatId;
  /** Offers this turn alone, beside the whole chat. */
  turnId?: TurnId | undefined;
  isOpen: boolean;
  onClose: () => void;
}

const icons: Record<ExportFormat, ReactNode> = {
  html: <Globe />,
  markdown: <FileText />,
  csv: <Sheet />,
  json: <Braces />,
};

export const ExportDialog = ({ chatId, turnId, isOpen, onClose }: ExportDialogProps) => {
  const api = useApi();
  const toast = useToast();
  const title = useCollate((state) => state.chats[chatId]?.title);
  const [format, setFormat] = useState<ExportFormat>('html');
  const [scope, setScope] = useState<'turn' | 'chat'>('turn');
  const [isWorking, setIsWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const save = async () => {
    setIsWorking(true);
    setFailure(undefined);
    try {
      const isTurn = turnId !== undefined && scope === 'turn';
      const file = await api.exportChat({ chatId, format, ...(isTurn && { turnId }) });
      saveFile(file);
      toast({ message: `Exported as ${file.fileName}.` });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsWorking(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={turnId === undefined ? 'Export this chat' : 'Export'}
      description={title}
      footer={
        <>
          {isWorking && <Spinner label="Preparing the file" />}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" icon={<Download />} disabled={isWorking} onClick={() => void save()}>
            Save file
          </Button>
        </>
      }
    >
      <div className={layout.stack}>
        {turnId !== undefined && (
          <Segmented
            label="What"
            value={scope}
            onChange={setScope}
            options={[
              { value: 'turn', label: 'This turn' },
              { value: 'chat', label: 'Whole chat' },
            ]}
          />
        )}
        <RadioGroup
          aria-label="Format"
          value={format}
          onValueChange={(next: ExportFormat) => setFormat(next)}
          className={styles.choices}
        >
          {exportChoices.map((choice) => (
            <Radio.Root key={choice.format} value={choice.format} className={styles.choice}>
              <span className={styles.icon} aria-hidden="true">
                {icons[choice.format]}
              </span>
              <span className={styles.words}>
                <span className={styles.label}>{choice.label}</span>
                <span className={styles.purpose}>{choice.purpose}</span>
              </span>
            </Radio.Root>
          ))}
        </RadioGroup>
        {failure !== undefined && (
          <p role="alert" className={`${layout.notice} ${layout.danger}`}>
            {failureWords(failure)}
          </p>
        )}
        <p className={layout.small}>Keys are never part of an export. Prompts and answers are.</p>
      </div>
    </Dialog>
  );
};
