using System.Text.Json;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Reads arrays of numbers, and arrays of rows of equal length, one number at a time.</summary>
internal static class NumberRows
{
    public static double[] ReadVector(ref JsonCursor cursor)
    {
        List<double> values = [];
        ReadRow(ref cursor, values, "an array of numbers");
        return [.. values];
    }

    /// <summary>Reads <c>[[…],[…],…]</c>: at least one row, at least one column, rows of one length.</summary>
    public static (int Rows, int Columns, double[] Values) ReadMatrix(ref JsonCursor cursor)
    {
        const string Rows = "an array of rows, each an array of numbers";
        if (cursor.Token != JsonTokenType.StartArray)
        {
            throw cursor.Unexpected(Rows);
        }

        List<double> values = [];
        int rows = 0;
        int columns = 0;
        for (cursor.Next(); cursor.Token != JsonTokenType.EndArray; cursor.Next())
        {
            cursor.Place.EnterItem(rows);
            int count = ReadRow(ref cursor, values, "a row of numbers");
            if (count == 0)
            {
                throw cursor.Fault("is an empty row, expected at least 1 number");
            }

            columns = rows == 0 ? count : columns;
            if (count != columns)
            {
                throw cursor.Fault($"has {count} {(count == 1 ? "number" : "numbers")}, expected {columns} as in row 0");
            }

            cursor.Place.Leave();
            rows++;
        }

        return rows == 0 ? throw cursor.Fault("has no rows, expected at least 1") : (rows, columns, values.ToArray());
    }

    private static int ReadRow(ref JsonCursor cursor, List<double> values, string expected)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            throw cursor.Unexpected(expected);
        }

        int count = 0;
        cursor.Place.EnterItem(0);
        for (cursor.Next(); cursor.Token != JsonTokenType.EndArray; cursor.Next())
        {
            values.Add(cursor.Number());
            count++;
            cursor.Place.MoveToItem(count);
        }

        cursor.Place.Leave();
        return count;
    }
}
