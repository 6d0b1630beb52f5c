/// Levenshtein distance between two texts.
@inlinable
public func editDistance<Element: Equatable>(
    _ first: some Collection<Element>, _ second: some Collection<Element>
) -> Int {
    let a = Array(first)
    let b = Array(second)
    var row = Array(0...b.count)
    for i in 0..<a.count {
        var diagonal = row[0]
        row[0] = i + 1
        for j in 0..<b.count {
            let cost = a[i] == b[j] ? diagonal : 1 + min(diagonal, row[j], row[j + 1])
            diagonal = row[j + 1]
            row[j + 1] = cost
        }
    }
    return row[b.count]
}

/// The longest common subsequence of two texts, as pairs of indices.
@inlinable
public func commonSubsequence<Element: Equatable>(
    _ first: some Collection<Element>, _ second: some Collection<Element>
) -> [(Int, Int)] {
    let a = Array(first)
    let b = Array(second)
    var length = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
        for j in b.indices.reversed() {
            length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : max(length[i + 1][j], length[i][j + 1])
        }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
        if a[i] == b[j] {
            pairs.append((i, j))
            (i, j) = (i + 1, j + 1)
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1
        } else {
            j += 1
        }
    }
    return pairs
}
