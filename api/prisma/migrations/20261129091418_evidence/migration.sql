-- AlterTable
ALTER TABLE "dossier" ADD COLUMN     "clue_reasons" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "exhibit_access" ADD COLUMN     "served" JSONB NOT NULL DEFAULT '[]';
