import { describeCells } from './describeCells';

describeCells('preview');
