import { describeCells } from './describeCells';

describeCells('remove');
